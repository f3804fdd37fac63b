/** Where a position of a text area's text is on the screen, measured in an invisible copy of the area. */
export function caretRect(box: HTMLTextAreaElement, position: number): DOMRect {
  const copy = document.createElement("div");
  const styles = getComputedStyle(box);
  for (const name of styles) copy.style.setProperty(name, styles.getPropertyValue(name));
  Object.assign(copy.style, {
    position: "absolute",
    top: "0",
    left: "0",
    height: "auto",
    visibility: "hidden",
    whiteSpace: "pre-wrap",
    transition: "none",
  });
  copy.textContent = box.value.slice(0, position);
  const mark = document.createElement("span");
  mark.textContent = box.value.slice(position) || ".";
  copy.append(mark);
  document.body.append(copy);
  const from = copy.getBoundingClientRect();
  const [first = from] = mark.getClientRects();
  copy.remove();
  const area = box.getBoundingClientRect();
  return new DOMRect(
    area.left + first.left - from.left,
    area.top + first.top - from.top - box.scrollTop,
    0,
    first.height,
  );
}
