// The words that scripts write into a page. Vietnamese is what the scripts hold; for another
// language the page loads a catalogue first, which brings these functions.

export const gettext = window.gettext ?? ((words) => words);

/** Put values where %(name)s stands. */
export function fill(words, values) {
  return words.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}
