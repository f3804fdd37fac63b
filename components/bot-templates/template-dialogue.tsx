import { cn } from "@/components/ui/cn";
import type { BotTemplateCard } from "./template-choices";

/** An example conversation with a bot of a template; undefined for the choice without one. */
export function TemplateDialogue({ template }: { template: BotTemplateCard | undefined }) {
  return (
    <section aria-label="Example conversation" aria-live="polite" className="grid content-start gap-2">
      <p className="text-13 font-medium text-muted-foreground">Example conversation</p>
      <div className="grid gap-2 rounded-lg border p-3">
        {template ? (
          template.dialogue.map(({ by, text }) => (
            <p
              key={text}
              className={cn(
                "w-fit max-w-[90%] rounded-lg px-3 py-2 text-13 leading-5 whitespace-pre-line wrap-anywhere",
                by === "customer" ? "ml-auto bg-secondary text-secondary-foreground" : "border",
              )}
            >
              <span className="sr-only">{by === "customer" ? "Customer: " : "Bot: "}</span>
              {text}
            </p>
          ))
        ) : (
          <p className="text-13 leading-5 text-muted-foreground">
            What the bot says is up to you. Try it in the test chat while you write.
          </p>
        )}
      </div>
    </section>
  );
}
