-- Accounts without a password came from GitHub or Google with a verified address, before its confirmation was recorded.
-- An address that was changed since was not verified.
UPDATE "users" u SET "email_confirmed_at" = u."created_at"
WHERE u."password_hash" IS NULL AND u."email_confirmed_at" IS NULL
  AND EXISTS (SELECT FROM "oauth_accounts" o WHERE o."user_id" = u."id")
  AND NOT EXISTS (SELECT FROM "account_events" e WHERE e."user_id" = u."id" AND e."kind" = 'email_changed');
