-- Audit packages, statements of xAPI and rosters of OneRoster are exports, too: archives, and statements one a line.

-- AlterEnum
ALTER TYPE "export_format" ADD VALUE 'ZIP';
ALTER TYPE "export_format" ADD VALUE 'JSONL';


-- What Prisma cannot say ------------------------------------------------------------------------------------------

-- A report has its formats, and so have the others; names are compared, because a value that is new cannot be used in the transaction that adds it.
ALTER TABLE "export" ADD CONSTRAINT "export_format_of_kind" CHECK (
  CASE WHEN "kind" IN ('AUDIT_PACKAGE', 'ONE_ROSTER') THEN 'ZIP' = "format"::text
       WHEN "kind" = 'XAPI' THEN 'JSONL' = "format"::text
       ELSE "format"::text IN ('XLSX', 'CSV', 'PDF') END);
