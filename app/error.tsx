"use client";

import { ErrorNotice, type ErrorNoticeProps } from "@/components/shell/error-notice";
import { NoticePage } from "@/components/shell/notice-frame";

export default function ErrorPage(props: ErrorNoticeProps) {
  return (
    <NoticePage>
      <ErrorNotice {...props} />
    </NoticePage>
  );
}
