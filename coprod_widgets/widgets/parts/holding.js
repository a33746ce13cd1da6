// What a learner gave and Python has not kept yet, held in the browser: a kernel can die in the middle of a word, a page can
// be closed, a server can be stopped. Held under the learner's folder, the unit and the item; let go once it is kept.
// This module draws nothing. It must never hold what is kept already, and never a key, a mark or feedback.

const STEM = "coprod-held:";
/** Where the browser forbids its store, what is held lasts as long as the page: every widget of it reads this. */
const MEMORY = (globalThis.coprodHeld ??= new Map());

function browserStore() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The name under which an item's things are held; "" for a widget whose answers nobody keeps. */
export function placeOf(model) {
  const place = model.get("_place");
  return place ? `${STEM}${place}/${model.get("item").id}` : "";
}

/**
 * Hold something, in place of what was held under the same name.
 * @param {string} name
 * @param {Object} entry
 */
export function hold(name, entry) {
  const text = JSON.stringify({ ...entry, at: Date.now() });
  try {
    browserStore().setItem(name, text);
    MEMORY.delete(name);
  } catch {
    MEMORY.set(name, text);
  }
}

/** Let go of what is held under a name. */
export function letGo(name) {
  MEMORY.delete(name);
  try {
    browserStore().removeItem(name);
  } catch {
    // There is no store: the memory was all.
  }
}

/** Let go of all that is held of the learner's folder: its answers were deleted. */
export function letGoAll(model) {
  const [folder] = model.get("_place").split("/");
  for (const { name } of folder ? held(`${STEM}${folder}/`) : []) letGo(name);
}

/** Let go of the answers held of an item, by whatever page: those that they were changed from are there no more. */
export function letGoAnswers(model) {
  if (placeOf(model)) for (const { name } of held(`${placeOf(model)}/answers#`)) letGo(name);
}

/**
 * What is held under names that begin so, oldest first.
 * @param {string} stem
 * @returns {{name: string, at: number}[]}
 */
export function held(stem) {
  const texts = new Map();
  try {
    const store = browserStore();
    for (let i = 0; i < store.length; i += 1) texts.set(store.key(i), store.getItem(store.key(i)));
  } catch {
    // As above.
  }
  // What the store had no room for is newer than what it has under the same name.
  return [...new Map([...texts, ...MEMORY])]
    .filter(([name]) => name.startsWith(stem))
    .map(([name, text]) => ({ ...parsed(text), name }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((one, two) => one.at - two.at);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// --- answers that are not texts ---------------------------------------------------------------------

const isText = (answer) => typeof answer === "string";
const isTable = (answer) => Boolean(answer) && typeof answer === "object" && !Array.isArray(answer);

/** One text for answers that are the same, in whatever order their parts came. */
function canonical(answer) {
  return JSON.stringify(answer ?? null, (_, part) =>
    isTable(part) ? Object.fromEntries(Object.entries(part).sort(([one], [two]) => (one < two ? -1 : 1))) : part,
  );
}

const same = (one, two) => canonical(one) === canonical(two);

/** The name under which the answers of one widget are held; another page of the same item holds its own. */
const page = Math.random().toString(36).slice(2);
const answersName = (model) => `${placeOf(model)}/answers#${page}`;

/**
 * Hold what is about to be sent: texts are held by their own boxes, letter by letter.
 * @param {Object} model
 * @param {Object} changes trait → new value
 */
export function holdAnswers(model, changes) {
  if (!placeOf(model)) return;
  const parts = held(answersName(model))[0]?.parts ?? {};
  const note = (part, base, now) => {
    if (!isText(now) && !same(base, now)) parts[part] = { base: part in parts ? parts[part].base : base, now };
  };
  if ("value" in changes) note("", model.get("value"), changes.value);
  const before = model.get("answers") ?? {};
  for (const [ask, now] of Object.entries(changes.answers ?? {})) note(ask, before[ask], now);
  if (Object.keys(parts).length) hold(answersName(model), { parts });
}

/** Let go of the answers that are kept now. */
export function releaseAnswers(model) {
  const [entry] = placeOf(model) ? held(answersName(model)) : [];
  if (!entry) return;
  const kept = model.get("_kept");
  const left = Object.entries(entry.parts).filter(([part, { now }]) => !(part in kept && same(kept[part], now)));
  if (!left.length) letGo(entry.name);
  else hold(entry.name, { parts: Object.fromEntries(left) });
}

/**
 * Take what was held of an item's answers, to be given again.
 * @param {Object} model
 * @returns {{changes: Object, refused: boolean}} trait → value, for `commit`; whether something was changed meanwhile
 */
export function takeBack(model) {
  const changes = {};
  let refused = false;
  if (!placeOf(model)) return { changes, refused };
  for (const { name, parts } of held(`${placeOf(model)}/answers#`)) {
    letGo(name);
    for (const [part, { base, now }] of Object.entries(parts ?? {})) {
      const there = part === "" ? changes.value ?? model.get("value") : (changes.answers ?? model.get("answers") ?? {})[part];
      if (same(there, now)) continue;
      let back = now;
      if (!same(there, base)) {
        if (![there, base, now].every(isTable)) {
          refused = true;
          continue;
        }
        back = joined(there, base, now);
      }
      if (part === "") changes.value = back;
      else changes.answers = { ...(changes.answers ?? model.get("answers")), [part]: back };
    }
  }
  return { changes, refused };
}

/** What is there, with what was changed between two states. */
function joined(there, base, now) {
  const result = { ...there };
  for (const part of new Set([...Object.keys(base), ...Object.keys(now)])) {
    if (same(base[part], now[part])) continue;
    if (part in now) result[part] = now[part];
    else delete result[part];
  }
  return result;
}
