/**
 * Runs before the page's own script has loaded, which takes seconds on a slow connection. Without it, a click would do
 * nothing, typed text and the keys of a page's shortcuts would be lost, and a form would send a password in its address.
 * Links and `<summary>` work by themselves.
 */
const HOLD = `(() => {
  const typed = new Map(), clicked = new Map(), keys = [];
  const onInput = ({ target }) => { if ("value" in target && target.type !== "file") typed.set(target, target.value); };
  const onClick = (event) => {
    const control = event.target.closest?.("button,[role=button],input[type=checkbox],input[type=radio]");
    if (!control) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clicked.set(control, event.detail === 0);
  };
  const onKey = (event) => {
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    const isShortcut = !isModified && !event.target.closest?.("input,textarea,select,[contenteditable]");
    const opensPalette = isModified && event.code === "KeyK";
    if (/^\\S$/.test(event.key) && (isShortcut || opensPalette)) keys.push(event);
  };
  const onSubmit = (event) => event.preventDefault();
  const held = [["input", onInput], ["click", onClick], ["keydown", onKey], ["submit", onSubmit]];
  for (const [name, listener] of held) document.addEventListener(name, listener, true);
  window.parleyEarly = {
    typed, clicked, keys,
    release: () => { for (const [name, listener] of held) document.removeEventListener(name, listener, true); },
  };
})()`;

/** Records what the user types and clicks before React hydrates the page. It must be the first element of the body. */
export function EarlyInputScript({ nonce }: { nonce: string | undefined }) {
  // Browsers hide a script's nonce, so React would report a mismatch.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: HOLD }} />;
}
