import { MessageText } from "@/components/chat/message-text";
import { Alert } from "@/components/ui/alert";
import type { TextPart } from "@/server/conversations/text-parts";

interface FailedAnswerProps {
  reason: string;
  /** What customers read instead of an answer; empty if they read nothing. */
  fallback: readonly TextPart[];
}

/** Stands for an answer that the bot could not give. Its trace is below it. */
export function FailedAnswer({ reason, fallback }: FailedAnswerProps) {
  return (
    <Alert tone="danger" title="The bot could not answer">
      <div className="grid min-w-0 gap-2.5">
        <p>{reason || "The trace shows what happened."}</p>
        {fallback.length > 0 && (
          <div className="grid gap-0.5">
            <p className="text-12">Customers read instead:</p>
            <blockquote className="border-l-2 border-current/30 pl-2.5">
              <MessageText text={fallback} />
            </blockquote>
          </div>
        )}
      </div>
    </Alert>
  );
}
