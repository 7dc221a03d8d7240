// Takes the keyboard to the list of errors, so that nobody misses why a form came back.
document.querySelector("[data-focus]")?.focus();
