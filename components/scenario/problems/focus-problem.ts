import { fieldId } from "@/components/actions/fields/form-field";
import type { FieldPath } from "@/server/scenario/links/list-links";
import { openPart } from "../panel/open-sections";

/** How long to wait for the side panel, in milliseconds. */
const WAIT_MS = 5000;

/** Focuses the field of a problem in the side panel, or the nearest field around it, as soon as it is shown. */
export function focusProblem(path: FieldPath): void {
  openPart(String(path[0]));
  const end = performance.now() + WAIT_MS;
  const look = () => {
    const field = findField(path);
    if (field) {
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    } else if (performance.now() < end) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The field of a path, the first one below it, or the same of a shorter path. */
function findField(path: FieldPath): HTMLElement | null {
  for (let length = path.length; length > 0; length -= 1) {
    const id = CSS.escape(fieldId(path.slice(0, length).join(".")));
    const field = document.querySelector<HTMLElement>(`#${id}, [id^="${id}-"]`);
    if (field) return field;
  }
  return null;
}
