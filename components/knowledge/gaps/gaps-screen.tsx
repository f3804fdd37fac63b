import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { KnowledgeTabs } from "../knowledge-tabs";
import { GapList } from "./gap-list";

/** What customers asked in vain. */
export function GapsScreen({ canEdit }: { canEdit: boolean }) {
  return (
    <PageBody>
      <PageHeader
        title="Knowledge"
        description="Questions of customers for which your bots found nothing, the most frequent first."
      />
      <KnowledgeTabs current="/knowledge/unanswered" />
      <GapList canEdit={canEdit} />
    </PageBody>
  );
}
