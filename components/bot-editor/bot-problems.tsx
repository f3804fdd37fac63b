import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { AppRouter } from "@/server/trpc/root";

export type BotProblem = inferRouterOutputs<AppRouter>["bots"]["problems"][number];

interface BotProblemsProps {
  botId: string;
  problems: readonly BotProblem[];
  /** Called when a link is followed, to close a dialog. */
  onFollow?: () => void;
}

/** What keeps a bot from being published, each with a link to the place to fix it. */
export function BotProblems({ botId, problems, onFollow }: BotProblemsProps) {
  return (
    <ul aria-label="Problems" className="grid list-disc gap-1.5 pl-4">
      {problems.map(({ place, message }) => {
        const { href, label } = linkTo(botId, place);
        return (
          <li key={`${href} ${label} ${message}`}>
            <Link
              href={href}
              onClick={onFollow}
              className="rounded-sm font-medium underline underline-offset-2 focus-ring"
            >
              {label}
            </Link>
            : {message}
          </li>
        );
      })}
    </ul>
  );
}

/** "2 problems keep this bot from being published" */
export function countProblems(count: number): string {
  return count === 1
    ? "A problem keeps this bot from being published"
    : `${count} problems keep this bot from being published`;
}

function linkTo(botId: string, place: BotProblem["place"]): { href: string; label: string } {
  const bot = `/bots/${botId}`;
  if (place.kind === "model") return { href: bot, label: "Model" };
  if (place.kind === "fallbackModel") return { href: `${bot}/settings`, label: "Fallback model" };
  if (place.kind === "interaction") {
    if (place.interactionId === null) return { href: `${bot}/scenario`, label: "Scenario" };
    const field = place.path.length === 0 ? "" : `&field=${place.path.join(".")}`;
    const href = `${bot}/scenario?interaction=${encodeURIComponent(place.interactionId)}${field}`;
    return { href, label: `Interaction “${place.name}”` };
  }
  const step = place.stepName === null ? "" : `, step ${place.stepName}`;
  return { href: `${bot}/actions/${place.actionId}`, label: `Action “${place.actionName}”${step}` };
}
