import '../styles/wide.css';

// Design units across the screen, and the root sizes of a 320 px and of a 390 px wide one: beyond that the column grows,
// text does not. The same limits stand in config/index.ts.
const DESIGN_WIDTH = 750;
const SMALLEST = 17;
const LARGEST = 20.8;

/**
 * Gives `rem` its size. Taro would write this as a script into the page; the server's content policy allows none there.
 */
export function serveUnit() {
  const root = document.documentElement;
  const resize = () => {
    const across = Math.min(root.clientWidth, root.clientHeight || root.clientWidth);
    root.style.fontSize = `${Math.min(LARGEST, Math.max(SMALLEST, (40 * across) / DESIGN_WIDTH))}px`;
  };
  window.addEventListener('resize', resize);
  resize();
}
