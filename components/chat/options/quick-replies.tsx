import { cn } from "@/components/ui/cn";
import { OptionButton } from "./option-button";
import type { OptionChoice, QuickReply } from "./option-choice";

interface QuickRepliesProps {
  options: readonly QuickReply[];
  choice: OptionChoice;
  /** The side that their message is on. */
  side?: "left" | "right";
}

/** The replies that a message suggests, as chips. */
export function QuickReplies({ options, choice, side = "left" }: QuickRepliesProps) {
  return (
    <fieldset
      aria-label="Suggested answers"
      className={cn("flex max-w-full min-w-0 flex-wrap gap-2", side === "right" && "justify-end")}
    >
      {[...options.entries()].map(([position, option]) => (
        <OptionButton key={position} look="chip" option={{ ...option, type: "reply" }} choice={choice} />
      ))}
    </fieldset>
  );
}
