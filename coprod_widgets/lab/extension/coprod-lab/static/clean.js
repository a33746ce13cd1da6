/**
 * Keep a notebook that the learner has not changed from counting as changed.
 *
 * Running cells changes outputs, and JupyterLab then wants to save them, asks before the page is left, and finds
 * "file changed" conflicts. Answers are not in the notebook, so there is nothing to save until the learner edits it.
 * This module must never save, and must never hide a real edit.
 */

/** What a learner can change: the cells' types, order and text. */
function shape(model) {
  return JSON.stringify(Array.from(model.cells, cell => [cell.type, cell.sharedModel.getSource()]));
}

/**
 * Mark the notebook as unchanged for as long as its cells are those that were loaded or last saved.
 *
 * @param {object} context JupyterLab's document context, ready
 */
export function keepClean(context) {
  const { model } = context;
  let kept = shape(model);
  let saving = kept;
  const tidy = () => {
    if (!model.isDisposed && model.dirty && shape(model) === kept) {
      model.dirty = false;
    }
  };
  model.stateChanged.connect((_, change) => {
    if (change.name !== 'dirty') {
      return;
    }
    if (change.newValue) {
      // Later than the signal: JupyterLab's own listeners must see the two changes in the order in which they happen.
      queueMicrotask(tidy);
    } else {
      kept = shape(model);
    }
  });
  context.saveState.connect((_, state) => {
    if (state === 'started') {
      saving = shape(model);
    } else if (state === 'completed') {
      kept = saving;
      // Typed while the save was on its way: JupyterLab takes it for saved, and it is not.
      model.dirty = shape(model) !== kept;
    }
  });
  tidy();
}
