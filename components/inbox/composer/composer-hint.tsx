import { LONGEST_MESSAGE } from "@/server/inbox/schema";

const COUNT_FROM = LONGEST_MESSAGE - 500;

interface ComposerHintProps {
  length: number;
  isUploading: boolean;
  /** What the Enter key does. */
  enter?: "send" | "translate";
}

/** Says below the text box what keeps the message from being sent, or which keys send it. */
export function ComposerHint({ length, isUploading, enter = "send" }: ComposerHintProps) {
  if (length > LONGEST_MESSAGE) {
    return (
      <output className="text-12 text-destructive-soft-foreground">
        {length - LONGEST_MESSAGE} characters too many
      </output>
    );
  }
  if (length > COUNT_FROM) {
    return <output className="text-12 text-muted-foreground">{LONGEST_MESSAGE - length} characters left</output>;
  }
  if (isUploading) {
    return (
      <output className="text-12 text-muted-foreground">You can send when every file is uploaded or removed</output>
    );
  }
  return (
    <span className="text-12 text-muted-foreground pointer-coarse:hidden">
      Enter to {enter}, Shift+Enter for a new line
    </span>
  );
}
