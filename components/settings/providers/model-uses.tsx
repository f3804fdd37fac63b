import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import type { AppRouter } from "@/server/trpc/root";

export type ModelUse = inferRouterOutputs<AppRouter>["models"]["providers"]["uses"][number];

interface ModelUsesProps {
  /** What follows from the removal for these bots. */
  title: string;
  uses: readonly ModelUse[];
}

/** The bots that use models which are being removed, each with a link to the setting. */
export function ModelUses({ title, uses }: ModelUsesProps) {
  return (
    <Alert tone="warning" title={title}>
      <ul aria-label="Bots that use it" className="grid max-h-48 list-disc gap-1 overflow-y-auto pl-4">
        {uses.map((use) => (
          <li key={`${use.botId} ${use.isFallback} ${use.modelId}`}>
            <Link
              href={use.isFallback ? `/bots/${use.botId}/settings` : `/bots/${use.botId}`}
              className="rounded-sm font-medium underline underline-offset-2 focus-ring"
            >
              {use.botName}
            </Link>
            , {use.isFallback ? "fallback model" : "model"} <code className="font-mono text-13">{use.modelId}</code> (
            {whereOf(use)})
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function whereOf({ inDraft, published }: ModelUse): string {
  if (inDraft && published) return "draft and published";
  return inDraft ? "draft only" : "published only";
}
