/**
 * Runs before the page's own script is there, on a slow line for seconds: without it a click would do nothing, what is
 * typed would be lost, and a form would send a password in its address. Links and `<summary>` work by themselves.
 */
const HOLD = `(() => {
  const typed = new Map(), clicked = new Set();
  const onInput = ({ target }) => { if ("value" in target && target.type !== "file") typed.set(target, target.value); };
  const onClick = (event) => {
    const control = event.target.closest?.("button,[role=button],input[type=checkbox],input[type=radio]");
    if (!control) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clicked.add(control);
  };
  const onSubmit = (event) => event.preventDefault();
  const held = [["input", onInput], ["click", onClick], ["submit", onSubmit]];
  for (const [name, listener] of held) document.addEventListener(name, listener, true);
  window.parleyEarly = {
    typed, clicked,
    release: () => { for (const [name, listener] of held) document.removeEventListener(name, listener, true); },
  };
})()`;

/** Keeps what people type and press before React has taken the page over; the first of the page's body. */
export function EarlyInputScript({ nonce }: { nonce: string | undefined }) {
  // Browsers hide the nonce of a script on the page, so React would report a mismatch.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: HOLD }} />;
}
