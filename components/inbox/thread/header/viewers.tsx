import { Avatar } from "@/components/ui/avatar";
import { Tooltip } from "@/components/ui/tooltip";
import type { Viewer } from "../../inbox-types";

const SHOWN = 3;

/** The colleagues who have this conversation open. */
export function Viewers({ viewers }: { viewers: readonly Viewer[] }) {
  if (viewers.length === 0) return null;
  const names = viewers.map(({ name }) => name).join(", ");
  return (
    <Tooltip content={`Also here: ${names}`}>
      <button type="button" aria-label={`Also here: ${names}`} className="flex -space-x-1.5 rounded-full focus-ring">
        {viewers.slice(0, SHOWN).map(({ userId, name, photoId }) => (
          <Avatar key={userId} name={name} photoId={photoId} size="sm" className="ring-2 ring-background" />
        ))}
        {viewers.length > SHOWN && (
          <span className="flex size-6 items-center justify-center rounded-full bg-secondary text-12 font-semibold ring-2 ring-background">
            +{viewers.length - SHOWN}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

/** "Ada is typing…", or an empty line of the same height. */
export function TypingLine({ viewers }: { viewers: readonly Viewer[] }) {
  return (
    <p aria-live="polite" className="h-5 truncate px-1 text-12 leading-5 text-muted-foreground">
      {typingText(viewers.filter(({ isTyping }) => isTyping).map(({ name }) => name))}
    </p>
  );
}

/** Says which colleagues are typing. */
export function typingText(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing…`;
  return names.length === 2 ? `${first} and ${second} are typing…` : `${names.length} colleagues are typing…`;
}
