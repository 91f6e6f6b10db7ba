const ROLES = '[role=button],[role=tab],[role=radio],[role=switch],[role=link],[role=checkbox]';

/** Taro's views are no buttons: Enter and the space bar must be turned into a click by hand; Escape closes what lies over a page. */
export function serveKeyboard() {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      const open = [...document.querySelectorAll<HTMLElement>('.sheet-x, .dialog-no')].filter(
        (one) => one.offsetParent,
      );
      open.at(-1)?.click();
      return;
    }
    const target = event.target;
    if (!(target instanceof HTMLElement) || !target.matches(ROLES)) return;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    target.click();
  });
}
