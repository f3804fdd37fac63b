import type { Metadata } from "next";
import { NoticePanel } from "@/components/shell/notice-frame";
import { StartNotice } from "@/components/shell/start-notice";

export const metadata: Metadata = { title: "No access" };

/** Shown to members who are limited to some bots, on pages about the customers of all bots. */
export default function Forbidden() {
  return (
    <NoticePanel>
      <StartNotice title="You see only some bots of this workspace">
        This page shows the customers of all bots. Ask an owner or an admin of the workspace for access to all bots.
      </StartNotice>
    </NoticePanel>
  );
}
