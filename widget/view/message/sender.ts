import type { ShownMessage } from "../../client/chat-client.ts";
import { avatar, personAvatar } from "../shell/avatar.ts";
import type { ViewContext } from "../view-context.ts";

interface SenderFace {
  face: HTMLElement;
  name: string;
}

/** The name and the face of who wrote a message of the company. */
export function senderFace(
  { client, t }: ViewContext,
  sender: "ai" | "employee",
  author: ShownMessage["author"],
): SenderFace {
  if (sender === "employee") {
    const name = author?.name ?? t("colleague");
    return { name, face: personAvatar(name, author?.photo_url ?? null) };
  }
  const session = client.session.peek();
  const name = session?.title ?? "";
  return { name, face: avatar({ name: [...name][0] ?? "", url: session?.appearance.avatar_url ?? null, hue: null }) };
}
