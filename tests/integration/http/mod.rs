//! An edition, served on a free port, as clients meet it.

mod client;
mod site;

mod abuse;
mod conditions;
mod connections;
mod languages;
mod layers;
mod lifecycle;
mod limits;
mod methods;
mod paths;
mod representations;
