import { cn } from "@/components/ui/cn";
import { StatusDot } from "@/components/ui/status-dot";

const states = {
  connecting: { tone: "neutral", label: "Connecting…" },
  ready: { tone: "success", label: "Automated assistant" },
  person: { tone: "info", label: "A colleague answers here" },
  offline: { tone: "danger", label: "Not connected" },
} as const;

/** Shows who answers in a hosted chat, and whether the chat is connected. */
export function ChatPageHeader({ title, state }: { title: string; state: keyof typeof states }) {
  const { tone, label } = states[state];
  return (
    <header className="border-b bg-card px-4 pt-[env(safe-area-inset-top)]">
      <div className="mx-auto flex max-w-3xl items-center gap-3 py-3">
        <span
          aria-hidden
          className="flex size-10 shrink-0 items-center justify-center rounded-full bg-secondary text-16 font-semibold text-secondary-foreground select-none"
        >
          {[...title.trim()][0]?.toUpperCase()}
        </span>
        <div className="grid min-w-0">
          <h1 title={title} className="truncate text-16 leading-5 font-semibold">
            {title}
          </h1>
          <StatusDot
            tone={tone}
            label={label}
            className={cn("gap-1.5 text-muted-foreground", state === "offline" && "text-destructive-soft-foreground")}
          />
        </div>
      </div>
    </header>
  );
}
