// Says before the first paint that script runs, so that tabs never jump.
document.documentElement.classList.add("has-script");
