import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { EmbeddingCard } from "@/components/settings/embedding-card";
import { AddProviderButton } from "@/components/settings/providers/add-provider-button";
import { OfflineModelCard } from "@/components/settings/providers/offline-model-card";
import { ProviderCard } from "@/components/settings/providers/provider-card";
import { TranscriptionCard } from "@/components/settings/transcription-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const [providers, chosen, embedding] = await Promise.all([
    caller.models.providers.list(),
    caller.models.transcription.get(),
    caller.knowledge.embedding(),
  ]);
  const canChange = hasRole(role, "admin");
  return (
    <PageBody>
      <PageHeader
        title="Models"
        description="The language models of your bots. Connect a provider here, then choose a model in each bot's settings."
        actions={canChange && <AddProviderButton />}
      />
      <div className="grid gap-4">
        {providers.map((provider) => (
          <ProviderCard
            key={provider.id}
            provider={provider}
            transcribes={chosen?.providerId === provider.id}
            embeds={embedding.chosen?.providerId === provider.id}
            canChange={canChange}
          />
        ))}
        <OfflineModelCard alone={providers.length === 0} />
        <TranscriptionCard providers={providers} chosen={chosen} canChange={canChange} />
        <EmbeddingCard providers={providers} initial={embedding} canChange={canChange} />
        {!canChange && (
          <p className="text-14 text-muted-foreground">
            Owners and admins of this workspace can add, edit and remove providers.
          </p>
        )}
      </div>
    </PageBody>
  );
}
