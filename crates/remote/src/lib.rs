//! The input far away: `s3://`, `gs://`, `az://`, `http(s)://`.
//!
//! [`Far`] is a shelf like a folder: it lists the files below an address by name, opens them and
//! says what version of them there is. Nothing is copied to this machine first: a file is read in
//! parts of 8 MiB, the next one on its way while one is read.
//!
//! | address | what it is |
//! | --- | --- |
//! | `s3://bucket/folder` | all objects below `folder/` in a bucket of S3, or of what speaks S3 (MinIO, R2, Ceph) |
//! | `s3://bucket/folder/news.jsonl.gz` | one object |
//! | `gs://bucket/folder` | the same in Google Cloud Storage |
//! | `az://container/folder` | the same in Azure Blob Storage |
//! | `https://host/news.jsonl.gz` | one file of a web server, with its query if it has one |
//! | `https://host/folder/` | all files below a folder of a server that lists them (WebDAV) |
//!
//! Credentials, region and endpoint are told by the environment, in the names that every tool of
//! these clouds knows: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`,
//! `AWS_ENDPOINT_URL`, `AWS_SKIP_SIGNATURE=true` for a public bucket; `GOOGLE_APPLICATION_CREDENTIALS`;
//! `AZURE_STORAGE_ACCOUNT_NAME`, `AZURE_STORAGE_ACCOUNT_KEY`. Profiles in `~/.aws` are not read.
//!
//! **Promises.** A file is read in one version or not at all: each part is asked for under the ETag
//! of the first, and a file that changes meanwhile is an error, never a mixture. Files whose names
//! have a part that begins with a dot are left out, as in a folder. An open file holds three parts
//! in memory, whatever its size, and the files that are surely next two more. What is transient is tried again for a minute and a half. No secret
//! of an address is published: a query is neither part of a name nor of a message.
//!
//! **Not here.** Nothing is written, and nothing in the default build depends on this room.

mod address;
mod failure;
mod stamp;
mod store;
mod wire;

mod parts;
mod stream;

mod ahead;
mod odd;
mod shelf;

pub use failure::NoInput;
pub use shelf::Far;
