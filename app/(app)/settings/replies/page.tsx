import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { AddReplyButton } from "@/components/settings/replies/add-reply-button";
import { ReplyList } from "@/components/settings/replies/reply-list";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Saved replies" };

export default async function SavedRepliesPage() {
  const { role } = await requireSession();
  const replies = await (await getServerCaller()).savedReplies.list();
  const canChange = hasRole(role, "editor");
  return (
    <PageBody>
      <PageHeader
        title="Saved replies"
        description="Texts that your team sends often. Type / in the inbox to insert one."
        actions={canChange && replies.length > 0 && <AddReplyButton />}
      />
      <ReplyList replies={replies} canChange={canChange} />
    </PageBody>
  );
}
