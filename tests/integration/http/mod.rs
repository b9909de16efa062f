//! An edition, served on a free port, as clients meet it.

mod client;
mod site;

mod abuse;
mod conditions;
mod fast_path;
mod languages;
mod lifecycle;
mod limits;
mod methods;
mod paths;
mod representations;
