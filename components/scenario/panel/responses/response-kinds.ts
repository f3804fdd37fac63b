import {
  CornerDownRight,
  GalleryHorizontal,
  Image,
  ListChecks,
  MessageSquareText,
  RectangleEllipsis,
  UserRound,
  Zap,
  type LucideIcon,
} from "lucide-react";
import type { ResponseKind, ScenarioResponse } from "@/server/schemas/scenario/response";
import { newPartId } from "../../new-part-id";

interface ResponseKindLooks {
  label: string;
  icon: LucideIcon;
  /** A new response of the kind. */
  make: () => ScenarioResponse;
}

const sent = () => ({ id: newPartId("rsp"), delaySeconds: 0 });

export const emptyReply = { label: "", value: "", goTo: null };
export const emptyCard = { title: "", subtitle: "", imageUrl: "", buttons: [] };

/** The kinds of responses, in the order of the menu that adds one. */
export const responseKinds: Record<ResponseKind, ResponseKindLooks> = {
  text: { label: "Text", icon: MessageSquareText, make: () => ({ kind: "text", ...sent(), variants: [""] }) },
  image: { label: "Image", icon: Image, make: () => ({ kind: "image", ...sent(), url: "" }) },
  quick_replies: {
    label: "Quick replies",
    icon: ListChecks,
    make: () => ({ kind: "quick_replies", ...sent(), text: "", replies: [emptyReply] }),
  },
  buttons: {
    label: "Buttons",
    icon: RectangleEllipsis,
    make: () => ({ kind: "buttons", ...sent(), text: "", buttons: [{ type: "reply", ...emptyReply }] }),
  },
  cards: { label: "Cards", icon: GalleryHorizontal, make: () => ({ kind: "cards", ...sent(), cards: [emptyCard] }) },
  go_to: {
    label: "Go to an interaction",
    icon: CornerDownRight,
    make: () => ({ kind: "go_to", id: newPartId("rsp"), interactionId: "" }),
  },
  person: {
    label: "Hand to a person",
    icon: UserRound,
    make: () => ({ kind: "person", id: newPartId("rsp"), reason: "" }),
  },
  action: {
    label: "Call an action",
    icon: Zap,
    make: () => ({ kind: "action", id: newPartId("rsp"), actionId: "", arguments: {}, saysResult: true }),
  },
};

/** What a response is about, in a few words; empty if there is nothing yet. */
export function summaryOf(response: ScenarioResponse): string {
  if (response.kind === "text") return response.variants[0] ?? "";
  if (response.kind === "image") return response.url;
  if (response.kind === "quick_replies" || response.kind === "buttons") return response.text;
  if (response.kind === "cards") return response.cards[0]?.title ?? "";
  return "";
}
