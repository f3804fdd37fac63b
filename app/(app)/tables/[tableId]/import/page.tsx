import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { PageBody } from "@/components/shell/page-body";
import { ImportWizard } from "@/components/tables/import/import-wizard";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { readTable } from "../../read-table";

export const metadata: Metadata = { title: "Import rows" };

export default async function ImportRowsPage({ params }: { params: Promise<{ tableId: string }> }) {
  const { tableId } = await params;
  const { role } = await requireSession();
  const table = await readTable(tableId);
  // A linked table gets its rows only from its address.
  if (!hasRole(role, "editor") || table.source !== null) redirect(`/tables/${tableId}`);
  return (
    <PageBody>
      <PageHeader
        title="Import rows"
        description={`Import a file's rows into ${table.name}. Columns with the same name are matched; others are added.`}
        back={{ href: `/tables/${tableId}`, label: table.name }}
      />
      <ImportWizard table={table} />
    </PageBody>
  );
}
