import { type Child, h, icon, list } from "../../dom/element.ts";
import { onDispose } from "../../dom/scope.ts";
import { iconButton, textButton } from "../forms/buttons.ts";
import { formatSize } from "../format.ts";
import { CLOSE } from "../shell/icons.ts";
import type { ViewContext } from "../view-context.ts";
import type { Attachment, Attachments } from "./attachments.ts";

const CLIP = "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.9-7.9";

/** The files that the visitor is about to send, with their progress and faults. */
export function attachmentList(context: ViewContext, attachments: Attachments): Child {
  const { files } = attachments;
  return h(
    "ul",
    { class: "attachments", hidden: () => files.value.length === 0 },
    list(
      () => files.value,
      ({ id }) => id,
      (attachment) => item(context, attachments, attachment.peek()),
    ),
  );
}

function item(context: ViewContext, { upload, remove }: Attachments, attachment: Attachment): HTMLElement {
  const { client, t, language, focusToWrite } = context;
  const { file, state, abort } = attachment;
  const { name, size, type } = file;
  const preview = type.startsWith("image/") ? URL.createObjectURL(file) : "";
  onDispose(() => {
    abort.abort();
    URL.revokeObjectURL(preview);
  });
  const isFailed = () => typeof state.value === "string";
  const percent = () => Math.round(Number(state.value) * 100);
  const mayRetry = () => isFailed() && size <= (client.session.peek()?.max_file_bytes ?? 0);
  return h(
    "li",
    {},
    preview ? h("img", { src: preview, alt: "" }) : icon(CLIP),
    h(
      "div",
      {},
      h("bdi", {}, name),
      h("small", {}, formatSize(size, language())),
      () =>
        typeof state.value === "number" &&
        h("progress", { max: 100, value: percent(), "aria-label": t("uploading", { name, percent: percent() }) }),
      h("small", { class: "wrong", role: "alert" }, () => isFailed() && String(state.value)),
    ),
    () => mayRetry() && textButton(t("tryAgain"), () => void upload(attachment)),
    iconButton(t("removeFile", { name }), CLOSE, () => {
      remove(attachment);
      focusToWrite.current();
    }),
  );
}

/** The button that chooses files. */
export function attachButton({ t, focusToWrite }: ViewContext, attachments: Attachments): Child {
  const input = h("input", { type: "file", multiple: true, hidden: true });
  input.addEventListener("change", () => {
    attachments.add([...(input.files ?? [])]);
    // The same file can be chosen again after it was removed.
    input.value = "";
    focusToWrite.current();
  });
  return [iconButton(t("attachFile"), CLIP, () => input.click()), input];
}
