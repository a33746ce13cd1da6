// Handing the learner a file that Python has made: the browser saves it where it saves everything else.

/**
 * Save a text as a file.
 * @param {string} name the file's name
 * @param {string} text
 * @param {string} type its media type
 */
export function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this moment.
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
