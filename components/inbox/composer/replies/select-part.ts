import type { OpenReference } from "@/server/inbox/saved-replies/reply-template";

/** Selects a reference in the text box, so that typing replaces it. */
export function selectPart(box: HTMLTextAreaElement, { start, source }: OpenReference): void {
  box.focus();
  box.setSelectionRange(start, start + source.length);
}
