/**
 * Every word that this extension shows, in one place, ready for translation. No other file may hold words.
 */
export const WORDS = Object.freeze({
  course: 'Co-production course',
  bar: 'Course',
  startPage: 'Start page',
  glossary: 'Words',
  sources: 'Sources',
  close: 'Close',
  meaningFrom: 'This meaning draws on:',
  meaningFromEasy: 'This comes from:',
  easyRead: 'Easy Read',
  showCode: 'Show the code',
  hideCode: 'Hide the code',
  starting: 'Getting this activity ready…',
  slow: 'This is taking longer than usual.',
  lost: 'The connection was lost. Trying to get it back…',
  stopped: 'This activity has stopped. Your answers are kept.',
  failed: 'This activity could not start. Press “Show the code” to see why, or try once more.',
  away: 'The course can’t be reached. Your answers are kept. If you closed the course, open it again; then press the button.',
  kept: 'Your answers are kept as you give them. There is nothing to save.',
  again: 'Start again',
  debriefWaits: 'What to notice appears here once you have done the activity above.',
  debriefWaitsEasy: 'First do the activity above. Then you can read more here.',
  debriefShown: 'What to notice is now shown here.',
  showDebrief: 'Show it now',
  showDebriefEasy: 'Show it now',
  refused:
    'Nothing on this page has been run, because the code in it is not the course’s own and nobody you know has signed it. ' +
    'The code is shown below. Run it only if you trust where it came from.',
  runAnyway: 'Run it anyway',
  missing: name => `“${name}” is not in this folder, so it can’t be opened.`
});
