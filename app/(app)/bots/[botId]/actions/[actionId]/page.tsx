import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { ActionEditor } from "@/components/actions/editor/action-editor";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ botId: string; actionId: string }>;
  searchParams: Promise<{ run?: string | string[]; accept2xx?: string | string[] }>;
}

export const metadata: Metadata = { title: "Action" };

/** `?run=<id>` shows a run of the action beside its form; `?accept2xx=<step>` lets a webhook step accept every 2xx. */
export default async function ActionPage({ params, searchParams }: Props) {
  const [{ botId, actionId }, { run: runId, accept2xx }, { role }] = await Promise.all([
    params,
    searchParams,
    requireSession(),
  ]);
  const canEdit = hasRole(role, "editor");
  const caller = await getServerCaller();
  const [action, list, run] = await Promise.all([
    foundOrNull(caller.actions.get({ actionId })),
    caller.actions.list({ botId }),
    typeof runId === "string" ? foundOrNull(caller.actions.run({ runId })) : null,
  ]);
  if (action?.botId !== botId) notFound();
  return (
    <ActionEditor
      key={actionId}
      botId={botId}
      action={action}
      others={list.filter(({ id }) => id !== actionId)}
      canEdit={canEdit}
      initialRun={run?.actionId === actionId ? { id: run.id, arguments: run.arguments } : null}
      acceptSuccessOf={canEdit && typeof accept2xx === "string" ? accept2xx : null}
    />
  );
}
