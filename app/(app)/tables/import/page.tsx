import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { PageBody } from "@/components/shell/page-body";
import { ImportWizard } from "@/components/tables/import/import-wizard";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "Import a table" };

export default async function ImportTablePage() {
  const { role } = await requireSession();
  if (!hasRole(role, "editor")) redirect("/tables");
  return (
    <PageBody>
      <PageHeader
        title="Import a table"
        description="Turn a file into a table. You review its columns and first rows before anything is imported."
        back={{ href: "/tables", label: "Tables" }}
      />
      <ImportWizard table={null} />
    </PageBody>
  );
}
