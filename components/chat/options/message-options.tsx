import type { Interactive } from "@/server/messages/interactive";
import { cn } from "@/components/ui/cn";
import { CardStrip } from "./card-strip";
import { OptionButton } from "./option-button";
import type { OptionChoice } from "./option-choice";

interface MessageOptionsProps {
  interactive: Interactive;
  choice: OptionChoice;
  /** The side that the message is on. */
  side?: "left" | "right";
}

/** The buttons or cards of a message, which stay below it. Quick replies have their own component. */
export function MessageOptions({ interactive, choice, side = "left" }: MessageOptionsProps) {
  const { buttons, cards } = interactive;
  if (cards) return <CardStrip cards={cards} choice={choice} side={side} />;
  if (!buttons) return null;
  return (
    <fieldset
      aria-label="Options"
      className={cn("grid w-80 max-w-full min-w-0 grid-cols-[minmax(0,1fr)] gap-2", side === "right" && "ml-auto")}
    >
      {[...buttons.entries()].map(([position, button]) => (
        <OptionButton key={position} look="block" option={button} choice={choice} />
      ))}
    </fieldset>
  );
}
