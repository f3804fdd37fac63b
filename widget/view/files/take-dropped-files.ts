import { signal } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { listen } from "../../dom/scope.ts";
import type { ViewContext } from "../view-context.ts";
import type { Attachments } from "./attachments.ts";

/** Takes files that are dropped on the chat or pasted into it. @returns The sign that files can be dropped. */
export function takeDroppedFiles({ host, t }: ViewContext, attachments: Attachments): Child {
  const isOver = signal(false);
  const { element } = host;
  const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") ?? false;
  const take = (event: Event, data: DataTransfer | null) => {
    event.preventDefault();
    isOver.value = false;
    attachments.add([...(data?.files ?? [])]);
  };
  listen(element, "dragover", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    isOver.value = true;
  });
  listen(element, "dragleave", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget as Node | null)) isOver.value = false;
  });
  listen(element, "drop", (event) => hasFiles(event.dataTransfer) && take(event, event.dataTransfer));
  listen(element, "paste", (event) => {
    const data = event.clipboardData;
    // Word adds a picture of the text that was copied.
    if (hasFiles(data) && !data?.types.includes("text/plain")) take(event, data);
  });
  return () => isOver.value && h("div", { class: "drop" }, t("dropFiles"));
}
