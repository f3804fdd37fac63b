import { Badge } from "@/components/ui/badge";
import type { OpeningState } from "@/server/schemas/opening";

const words: Record<OpeningState, string> = { not_open_yet: "Not open yet", open: "Open", closed: "Closed" };

/** Whether customers can take part now. */
export function OpeningBadge({ state }: { state: OpeningState }) {
  return <Badge tone={state === "open" ? "success" : "neutral"}>{words[state]}</Badge>;
}
