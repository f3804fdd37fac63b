const TYPING = ["keydown", "keyup", "keypress", "beforeinput", "input", "paste", "copy", "cut"];
const COMPOSING = ["compositionstart", "compositionupdate", "compositionend"];
/** Dialogs of the page that keep the focus would take it from the chat. */
const FOCUS = ["focusin", "focusout"];
const KEPT = [...TYPING, ...COMPOSING, ...FOCUS];
const POINTING = ["mousedown", "click", "drop"];

/** Keeps what the visitor types in the chat from the page, whose shortcuts would react to it. */
export function keepEventsInside(shadow: ShadowRoot, signal: AbortSignal): void {
  for (const name of KEPT) shadow.host.addEventListener(name, (event) => event.stopPropagation(), { signal });
  for (const name of [...KEPT, ...POINTING]) letIn(name, shadow, signal);
}

/**
 * Lets an event reach the chat on a page that React has not taken over yet: until then, React stops the events of
 * everything in the page.
 */
function letIn(name: string, shadow: ShadowRoot, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const protect = (event: Event) => {
    if (event.composedPath().includes(shadow)) event.stopPropagation = () => {};
  };
  window.addEventListener(name, protect, options);
  shadow.addEventListener(name, (event) => Reflect.deleteProperty(event, "stopPropagation"), options);
}
