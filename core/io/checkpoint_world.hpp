// The columns of a world as HDF5 datasets, one group for each table.
#pragma once

#include "io/hdf5_data.hpp"
#include "state/world.hpp"

namespace berdaya {

// Everything that changes or was drawn; setting and membership come from the scenario.
void write_world(Hdf5Place root, const World& world);

// Fills a world of the same shape. IoError if a column is missing or has another length.
void read_world(Hdf5Place root, World& world);

void write_umkm(Hdf5Place root, const UmkmTable& umkm);
UmkmTable read_umkm(Hdf5Place root);

}  // namespace berdaya
