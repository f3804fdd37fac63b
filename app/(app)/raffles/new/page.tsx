import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { RaffleForm } from "@/components/raffles/raffle-form";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "New raffle" };

export default async function NewRafflePage() {
  const { role } = await requireSession();
  if (!hasRole(role, "editor")) redirect("/raffles");
  return (
    <PageBody>
      <PageHeader title="New raffle" back={{ href: "/raffles", label: "Raffles" }} />
      <RaffleForm raffle={null} canEdit />
    </PageBody>
  );
}
