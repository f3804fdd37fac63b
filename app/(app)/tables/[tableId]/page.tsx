import type { Metadata } from "next";
import { noAccessTitle, requireSession } from "@/app/current-session";
import { TableScreen } from "@/components/tables/table-screen";
import { hasRole } from "@/server/roles";
import { readTable } from "../read-table";

interface Props {
  params: Promise<{ tableId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSession();
  const table = await readTable((await params).tableId);
  return { title: table.name };
}

export default async function TablePage({ params }: Props) {
  const { role } = await requireSession();
  const table = await readTable((await params).tableId);
  return <TableScreen key={table.id} table={table} canEdit={hasRole(role, "editor")} />;
}
