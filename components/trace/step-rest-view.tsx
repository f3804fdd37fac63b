import { LocalTime } from "@/components/ui/local-time";
import { CodeBlock } from "@/components/ui/code-block";
import { Spinner } from "@/components/ui/spinner";
import type { StepRest } from "./run-types";
import { callbackCommand } from "./callback-command";

/** What a step waits for, and until when. For a callback, also what is needed to end the wait by hand. */
export function StepRestView({ rest }: { rest: StepRest }) {
  if (rest.type === "until") {
    return (
      <p>
        Waits until <LocalTime at={rest.at} />.
      </p>
    );
  }
  if (rest.type === "bot") {
    return (
      <div className="grid min-w-0 gap-2">
        <p className="flex flex-wrap items-center gap-2">
          <Spinner /> Waits for an answer from {rest.botName}.
        </p>
        <CodeBlock title="Question" code={rest.input} wrap className="max-h-40" />
      </div>
    );
  }
  return (
    <div className="grid min-w-0 gap-2">
      <p>
        Waits for a POST to its address, until <LocalTime at={rest.until} />. The posted body becomes the step’s result.
      </p>
      {rest.address === null ? (
        <p className="text-muted-foreground">Only people who can edit the bot see the address here.</p>
      ) : (
        <>
          <CodeBlock title="Address" code={rest.address} wrap />
          <CodeBlock title="Try it from a terminal" code={callbackCommand(rest.address)} wrap />
        </>
      )}
    </div>
  );
}
