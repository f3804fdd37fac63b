import type { Metadata } from "next";
import { NoticePanel } from "@/components/shell/notice-frame";
import { PageNotFound } from "@/components/shell/page-not-found";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePanel>
      <PageNotFound />
    </NoticePanel>
  );
}
