import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import type { AppRouter } from "@/server/trpc/root";

type BotUse = inferRouterOutputs<AppRouter>["bots"]["usage"][number];

interface BotUsesProps {
  name: string;
  uses: readonly BotUse[];
}

/** The steps of other bots that need this bot, each with a link. */
export function BotUses({ name, uses }: BotUsesProps) {
  return (
    <Alert tone="warning" title={`Other bots use ${name}. Without it, these steps fail:`}>
      <ul aria-label={`Where ${name} is used`} className="grid max-h-48 list-disc gap-1 overflow-y-auto pl-4">
        {uses.map((use) => (
          <li key={`${use.actionId} ${use.stepName}`}>
            <Link
              href={use.inDraft ? `/bots/${use.botId}/actions/${use.actionId}` : `/bots/${use.botId}`}
              className="rounded-sm font-medium underline underline-offset-2 focus-ring"
            >
              {use.botName}
            </Link>
            , action “{use.actionName}”, step <code className="font-mono text-13">{use.stepName}</code>
            {whereOf(use)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function whereOf({ inDraft, published }: BotUse): string {
  if (inDraft && published) return "";
  return inDraft ? " (not published yet)" : " (published; no longer in the draft)";
}
