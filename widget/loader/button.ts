/** The path of a cross, in a 24 × 24 drawing. */
export const CLOSE = "M6 6l12 12M18 6 6 18";

export function makeButton(
  className: string,
  onClick: () => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.addEventListener("click", onClick);
  button.append(...children);
  return button;
}
