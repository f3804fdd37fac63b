import type { QuickReply } from "./option-choice";

/** Shows which option an answer such as "2" chose. Renders nothing if the answer is the option's label. */
export function ChosenOption({ text, option }: { text: string; option: QuickReply | undefined }) {
  if (!option || option.label === text.trim()) return null;
  return (
    <p className="text-12 leading-5 wrap-anywhere text-muted-foreground">
      Chose: <bdi className="font-medium text-foreground">{option.label}</bdi>
    </p>
  );
}
