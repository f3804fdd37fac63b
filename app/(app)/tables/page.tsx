import { Table2 } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { PageBody } from "@/components/shell/page-body";
import { AddTableButtons } from "@/components/tables/add-table-buttons";
import { TableList } from "@/components/tables/table-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Tables" };

export default async function TablesPage() {
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const tables = await caller.tables.list();
  const canEdit = hasRole(role, "editor");
  return (
    <PageBody>
      <PageHeader
        title="Tables"
        description="Your own data, which the actions of your bots look up and write: prices, stock, bookings."
        actions={canEdit && tables.length > 0 && <AddTableButtons layout="menu" />}
      />
      {tables.length > 0 ? (
        <TableList tables={tables} now={new Date()} />
      ) : (
        <EmptyState icon={<Table2 />} title="No tables yet" action={canEdit && <AddTableButtons layout="row" />}>
          {canEdit
            ? "Import a file, link a sheet that you keep elsewhere, or start from scratch. Then add a table step to an action, so that a bot can find, add and change rows."
            : "A member who can edit tables can create the first one."}
        </EmptyState>
      )}
    </PageBody>
  );
}
