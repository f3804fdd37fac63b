import { h, icon } from "../../dom/element.ts";
import type { MessageFile } from "@/server/files/message-file";
import { formatSize } from "../format.ts";
import { DOCUMENT } from "../shell/icons.ts";
import type { ViewContext } from "../view-context.ts";

/** Vector images can contain scripts, so that they are only offered for download. */
const IMAGE = /^image\/(?:png|jpe?g|gif|webp|avif)$/;

/** A file of a message: an image, a player for a recording, or a link that downloads it. */
export function messageFile(context: ViewContext, file: MessageFile, says: string): HTMLElement {
  const box = h("div", { class: "file" }, h("span", { class: "hidden" }, `${says} `));
  const { name, url, mime_type: type } = file;
  const target = { target: "_blank", rel: "noopener noreferrer" };
  const asDocument = () => shown.replaceWith(documentLink(context, file));
  let shown: HTMLElement;
  if (IMAGE.test(type)) {
    const image = h("img", { src: url, alt: name, on: { error: asDocument } });
    shown = h("a", { href: url, ...target, class: "picture" }, image);
  } else if (type.startsWith("audio/")) {
    const player = { controls: true, preload: "metadata", src: url, "aria-label": name };
    shown = h("audio", { ...player, on: { error: asDocument } });
  } else shown = documentLink(context, file);
  box.append(shown);
  return box;
}

function documentLink({ client, t }: ViewContext, { name, url, size_bytes: bytes }: MessageFile): HTMLElement {
  const size = formatSize(bytes, client.session.peek()?.language ?? "en");
  return h(
    "a",
    {
      class: "document",
      href: url,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": t("download", { name, size }),
    },
    icon(DOCUMENT),
    h("span", {}, h("b", { dir: "auto" }, name), h("small", {}, size)),
  );
}
