import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { noAccessTitle, requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { SourceScreen } from "@/components/knowledge/source/source-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ sourceId: string }>;
}

const readSource = cache(
  async (sourceId: string) => (await foundOrNull((await getServerCaller()).knowledge.get({ sourceId }))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSession();
  return { title: (await readSource((await params).sourceId)).name };
}

export default async function SourcePage({ params }: Props) {
  const { role } = await requireSession();
  const source = await readSource((await params).sourceId);
  const uses = await (await getServerCaller()).knowledge.uses();
  return <SourceScreen key={source.id} initial={source} use={uses[source.id]} canEdit={hasRole(role, "editor")} />;
}
