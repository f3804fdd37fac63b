import { type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import { onDispose, scope, watch } from "./scope.ts";

/** What an element can contain. A function is called again when the signals that it reads change. */
export type Child = Node | string | number | null | undefined | false | readonly Child[] | (() => Child);

type Value = string | number | boolean | null | undefined;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes, with functions for those that change; true is an empty attribute, false and null are none. */
export interface Props {
  on?: Listeners;
  [attribute: string]: Value | (() => Value) | Listeners;
}

/** Properties that an attribute only initialises. */
const LIVE = new Set(["value", "checked"]);

/**
 * Makes an element of DOM nodes only: no HTML is parsed, so that no text becomes markup and Trusted Types have nothing
 * to check. Styles are set by classes, because a strict policy refuses the `style` attribute.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { on = {}, ...attributes }: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) bind(element, name, value as Value | (() => Value));
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener as EventListener);
  add(element, children);
  return element;
}

/** Makes an icon of the paths of a 24 × 24 drawing, hidden from screen readers. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

const SVG = "http://www.w3.org/2000/svg";

/** Shows a node for each item, which stays the same node as long as the list has an item with its key. */
export function list<T>(
  items: () => readonly T[],
  keyOf: (item: T) => string,
  render: (item: ReadonlySignal<T>) => Node,
): Child {
  const home = document.createDocumentFragment();
  const end = home.appendChild(document.createComment(""));
  const shown = new Map<string, { item: { value: T } & ReadonlySignal<T>; node: Node; dispose: () => void }>();
  const remove = (key: string) => {
    const entry = shown.get(key);
    entry?.dispose();
    entry?.node.parentNode?.removeChild(entry.node);
    shown.delete(key);
  };
  watch(() => {
    const current = items();
    untracked(() => {
      const keys = new Set(current.map(keyOf));
      for (const key of shown.keys()) if (!keys.has(key)) remove(key);
      let before: Node = end;
      for (const item of current.toReversed()) {
        const key = keyOf(item);
        let entry = shown.get(key);
        if (entry) entry.item.value = item;
        else {
          const changing = signal(item);
          const [node, dispose] = scope(() => render(changing));
          entry = { item: changing, node, dispose };
          shown.set(key, entry);
        }
        if (entry.node.nextSibling !== before) before.parentNode?.insertBefore(entry.node, before);
        before = entry.node;
      }
    });
  });
  onDispose(() => [...shown.keys()].forEach(remove));
  return home;
}

function bind(element: HTMLElement, name: string, value: Value | (() => Value)): void {
  if (typeof value === "function") watch(() => set(element, name, value()));
  else set(element, name, value);
}

function set(element: HTMLElement, name: string, value: Value): void {
  if (LIVE.has(name)) Object.assign(element, { [name]: value });
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function add(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) add(parent, child as readonly Child[]);
    else if (typeof child === "function") addChanging(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else if (typeof child === "string" || typeof child === "number") parent.appendChild(new Text(String(child)));
  }
}

/** Keeps a text's node when only the text changes, for screen readers and for browsers that translate the page. */
function addChanging(parent: Node, child: () => Child): void {
  const [start, end] = [document.createComment(""), document.createComment("")];
  parent.appendChild(start);
  parent.appendChild(end);
  watch(() => {
    const content = child();
    const only = start.nextSibling;
    if (typeof content === "string" && only instanceof Text && only.nextSibling === end) {
      only.data = content;
      return;
    }
    while (start.nextSibling && start.nextSibling !== end) start.nextSibling.remove();
    const fragment = document.createDocumentFragment();
    add(fragment, [content]);
    end.parentNode?.insertBefore(fragment, end);
  });
}
