// Runs before the first paint, so that the chosen theme does not flash: the settings arrive only later.
try {
  document.documentElement.dataset.theme = localStorage.getItem('theme') || 'system';
} catch {
  /* storage refused: the system's theme until the settings are here */
}
